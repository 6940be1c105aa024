/** The name of a place as people say it: 潘塘社区居民委员会 is 潘塘社区. Only endings that leave no doubt are shortened. */
export const shortPlace = (name: string): string =>
  name.replace(/(社区)居民委员会$|(村)村民委员会$|(街道)办事处$/, '$1$2$3')
