import { describe, expect, it } from 'vitest'
import { placeReading } from './pinyin.ts'

describe('the reading of a place name', () => {
  it('is what people type to find it', () => {
    expect(placeReading('永安街道')).toEqual({ pinyin: 'yong an jie dao', initials: 'yajd' })
    expect(placeReading('吕梁市')).toEqual({ pinyin: 'lv liang shi', initials: 'lls' })
    expect(placeReading('７６８厂社区（筹）')).toEqual({ pinyin: '768 chang she qu chou', initials: '768csqc' })
  })

  it('follows the place, not the dictionary', () => {
    const readings = {
      六安市: 'lu an shi',
      柞水县: 'zha shui xian',
      单集镇: 'shan ji zhen',
      番禺区: 'pan yu qu',
      重庆市: 'chong qing shi',
    }
    for (const [name, pinyin] of Object.entries(readings)) expect(placeReading(name).pinyin).toBe(pinyin)
  })
})
