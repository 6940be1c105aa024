/** The captain's pages, fetched when the first of them is opened: most phones never need them. */
export { LeadCodePage } from './code.tsx'
export { LeadPage } from './list.tsx'
export { LeadShiftPage } from './shift.tsx'
