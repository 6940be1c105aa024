import { describe, expect, it } from 'vitest'
import { isFit, strengthOf } from './strength.ts'

describe('a passphrase while it is typed', () => {
  it('says how many characters are missing, counted as people count them', () => {
    expect(strengthOf('春江潮水连海平')).toEqual({ is: 'short', count: 8 })
    expect(strengthOf('👨‍🚒'.repeat(2)).is).toBe('short')
  })

  it('takes a sentence of fifteen characters as it is, without capitals or symbols', () => {
    expect(isFit('外婆的门前有三棵不结果的枣树')).toBe(false)
    expect(isFit('外婆的门前有三棵从不结果的枣树')).toBe(true)
  })

  it('turns away what only repeats itself, and what holds the login name', () => {
    expect(strengthOf('aaaaaaaaaaaaaaaa').is).toBe('common')
    expect(strengthOf('abcabcabcabcabcabc').is).toBe('common')
    expect(strengthOf('my name is wang-desk here', 'wang-desk').is).toBe('login')
  })
})
