/** A searched text as `like` takes it literally: `%` and `_` are characters people type, too. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
