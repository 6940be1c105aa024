/** How large and how hard a sample is; shares are from 0 to 1. */
export interface Dials {
  readonly people: number
  readonly posts: number
  readonly days: number
  /** Needed person-days as a share of what the people can give: five days of seven when not absent. */
  readonly tightness: number
  /** Of the posts, those that ask for a skill in one job of each shift. */
  readonly skilledPosts: number
  /** Of the people, those who have a skill. */
  readonly skilledPeople: number
  /** Of the people's days, those away. */
  readonly absence: number
  /** Of the people, those in a team of four to eight that would stay together. */
  readonly teamed: number
  /** Of the posts, those worked in a protective suit. */
  readonly suits: number
  /** Of the posts, those kept through the night. */
  readonly nights: number
  /** Of the people, those who ask for one or two days off. */
  readonly wishes: number
}

/** A street with a few posts: solved in a blink, and nothing left out. */
export const SMALL: Dials = {
  people: 40,
  posts: 6,
  days: 14,
  tightness: 0.8,
  skilledPosts: 0.3,
  skilledPeople: 0.3,
  absence: 0.08,
  teamed: 0.5,
  suits: 0.3,
  nights: 0.4,
  wishes: 0.3,
}

/** A district in its fourth week: more is needed than there is. */
export const HARD: Dials = {
  people: 300,
  posts: 40,
  days: 28,
  tightness: 1.05,
  skilledPosts: 0.5,
  skilledPeople: 0.2,
  absence: 0.15,
  teamed: 0.7,
  suits: 0.5,
  nights: 0.6,
  wishes: 0.5,
}
