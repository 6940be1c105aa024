import { expect } from 'vitest'

/** How long a page may take to show something, in milliseconds: two browsers share two cores with their servers. */
export const PATIENCE = 20_000

/** Waits until what is read is what it should be, as patiently as a page waits: the machine may be busy. */
export async function soon<T>(read: () => Promise<T>, expected: T): Promise<void> {
  await expect.poll(read, { timeout: PATIENCE, interval: 100 }).toEqual(expected)
}
