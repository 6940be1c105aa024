/** Waits for an answer so long and no longer: what comes later is not heard. @throws TypeError as for a line that is not there */
export function within<T>(milliseconds: number, asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TypeError('no answer in time')), milliseconds)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
