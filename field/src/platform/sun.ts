import { kept } from './keep.ts'

const KEY = 'muster.sun'

/** The look for bright sun: black on white, contrast of 7 and more. */
export const isSunny = (): boolean => kept.get(KEY) === 'yes'

export function setSunny(sunny: boolean): void {
  if (sunny) kept.set(KEY, 'yes')
  else kept.drop(KEY)
  document.documentElement.classList.toggle('sun', sunny)
}
