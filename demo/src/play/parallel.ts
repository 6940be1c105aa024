/** Works through a list in so many lanes at once; answers in the order of the list. */
export async function inParallel<T, R>(
  list: readonly T[],
  lanes: number,
  work: (one: T, nth: number) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = []
  let next = 0
  const lane = async () => {
    while (next < list.length) {
      const nth = next++
      answers[nth] = await work(list[nth]!, nth)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, list.length) }, lane))
  return answers
}
