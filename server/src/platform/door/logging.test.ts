import { z } from '@muster/core/platform/shapes.ts'
import { expect, it } from 'vitest'
import { errorForLog, logging } from './logging.ts'

const NAME = '王小禾'
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

it('an error that quotes what it met is logged by its kind and place alone', () => {
  const quoting = [
    thrownBy(() => JSON.parse(NAME)),
    thrownBy(() => z.parse(z.object({ a: z.literal('b', { error: () => NAME }) }), { a: NAME })),
    Object.assign(new Error(`Key (name)=(${NAME}) already exists`), { severity: 'ERROR', code: '23505' }),
  ]
  for (const error of quoting) {
    expect(String((error as Error).message), 'it does quote').toContain(NAME)
    const logged = errorForLog(error)
    expect(JSON.stringify(logged)).not.toContain(NAME)
    expect(logged).toMatchObject({ type: (error as Error).name, message: '', stack: expect.stringContaining('at ') })
  }
})

it('an error of our own keeps its sentence, without numbers that may be somebody’s', () => {
  expect(errorForLog(new Error('no bulletin 2022-001')).message).toBe('no bulletin 2022-001')
  expect(errorForLog(new Error('１３８００１３８０００ 110105194912310021')).message).not.toMatch(/138\d{8}|\d{17}/)
})

it('a request and its answer are logged by method, route and status, whoever logs them', () => {
  const { serializers } = logging(true) as Exclude<ReturnType<typeof logging>, false>
  const request = { method: 'GET', url: `/api/people?search=${NAME}`, routeOptions: { url: '/api/people' }, ip: '::1' }
  expect(serializers.req(request)).toEqual({ method: 'GET', route: '/api/people' })
  expect(serializers.req({ method: 'GET' })).toEqual({ method: 'GET', route: '—' })
  expect(serializers.res({ statusCode: 200 })).toEqual({ status: 200 })
})
