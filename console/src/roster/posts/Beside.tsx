import './Beside.css'

/** Fields side by side where there is room. */
export const Beside = ({ children }: { children: React.ReactNode }) => <div className="beside">{children}</div>
