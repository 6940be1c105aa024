import { describe, expect, it } from 'vitest'
import { deviceOf } from './device.ts'

describe('a device as its holder knows it', () => {
  it('names the browser one opened, not the one it is built on', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0'
    expect(deviceOf(edge)).toBe('Edge · Windows')
    const wechat =
      'Mozilla/5.0 (Linux; Android 12; V2118A) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40'
    expect(deviceOf(wechat)).toBe('微信 WeChat · Android')
  })

  it('shows what it does not know as it came', () => {
    expect(deviceOf('node')).toBe('node')
    expect(deviceOf('')).toBe('')
  })
})
