import * as access from '@muster/core/access/wire.ts'
import * as audit from '@muster/core/audit/wire.ts'
import * as territory from '@muster/core/territory/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker, PASSPHRASE, SETUP_CODE, type Town, town } from '../platform/testing/town.ts'

let t: Town
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
})
afterAll(() => t.close())

const refusal = (slug: string) => expect.objectContaining({ slug })

describe('first-run set-up', () => {
  it('happens once, and never again', async () => {
    const again = {
      code: SETUP_CODE,
      tenant: { id: 'other', name: '另一城' },
      administrator: { login: 'x2', passphrase: PASSPHRASE },
    }
    await expect(t.anyone(access.setUp, again)).rejects.toEqual(refusal('access/set-up-already'))
  })
  it('adopts the city with all its places', async () => {
    const { rows } = await t.administrator(territory.children, {})
    expect(rows.map(row => row.name)).toEqual(['徐州市'])
    const found = await t.administrator(territory.search, { search: 'yajd', within: '320311000000' })
    expect(found.rows[0]).toMatchObject({
      code: '320311003000',
      name: '永安街道',
      trail: ['徐州市', '泉山区', '永安街道'],
    })
  })
})

describe('signing in', () => {
  it('answers an unknown name and a wrong passphrase with the same words', async () => {
    await expect(t.anyone(access.signIn, { login: 'nobody', passphrase: PASSPHRASE })).rejects.toEqual(
      refusal('access/wrong-credentials'),
    )
    await expect(t.anyone(access.signIn, { login: 'admin', passphrase: 'not the passphrase' })).rejects.toEqual(
      refusal('access/wrong-credentials'),
    )
  })
  it('makes a guesser wait after five wrong tries, also with the right passphrase', async () => {
    await t.administrator(access.createAccount, { id: v7(), login: 'guessed', passphrase: PASSPHRASE })
    for (let tries = 0; tries < 5; tries++)
      await t.anyone(access.signIn, { login: 'guessed', passphrase: `wrong passphrase ${tries}` }).catch(() => {})
    await expect(t.signIn('guessed')).rejects.toEqual(refusal('access/locked-for-now'))
    t.clock.pass(61 * 60_000)
    await expect(t.signIn('guessed')).resolves.toBeDefined()
  })
  it('ends a session at the very next request when it is signed out, and one that lay idle', async () => {
    const desk = await t.as('city-desk')
    await desk(access.signOut, {})
    await expect(desk(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
    const idle = await t.as('city-desk')
    t.clock.pass(5 * 3_600_000)
    await expect(idle(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
  })
  it('keeps a session that is used alive up to its absolute limit', async () => {
    const desk = await t.as('city-desk')
    for (let hour = 0; hour < 7; hour++) {
      t.clock.pass(3 * 3_600_000)
      await desk(access.me, {})
      await t.tick()
    }
    t.clock.pass(3.5 * 3_600_000)
    await expect(desk(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
  })
  it('refuses short and common passphrases', async () => {
    for (const passphrase of ['short', '1234567890123456', 'aaaaaaaaaaaaaaaaaa']) {
      const admin = await t.signIn('admin')
      await expect(admin(access.createAccount, { id: v7(), login: 'weak', passphrase })).rejects.toEqual(
        refusal('access/weak-passphrase'),
      )
    }
  })
})

describe('separated powers', () => {
  it('does not let one account run the machines and the people, or check itself', async () => {
    const admin = await t.signIn('admin')
    const id = v7()
    await admin(access.createAccount, { id, login: 'two-hats', passphrase: PASSPHRASE, grant: { role: 'city-desk' } })
    for (const role of ['auditor', 'system-administrator'] as const) {
      await expect(admin(access.giveGrant, { accountId: id, id: v7(), role })).rejects.toEqual(
        refusal('access/powers-clash'),
      )
    }
  })
  it('does not let the administrator change their own grants', async () => {
    const admin = await t.signIn('admin')
    const me = await admin(access.me, {})
    await expect(admin(access.giveGrant, { accountId: me.account.id, id: v7(), role: 'city-desk' })).rejects.toEqual(
      refusal('access/own-grant'),
    )
    await expect(admin(access.endGrant, { grantId: me.grants[0]!.id })).rejects.toEqual(refusal('access/own-grant'))
  })
  it('asks for the territory of a street desk', async () => {
    const admin = await t.signIn('admin')
    await expect(
      admin(access.createAccount, {
        id: v7(),
        login: 'nowhere',
        passphrase: PASSPHRASE,
        grant: { role: 'street-desk' },
      }),
    ).rejects.toMatchObject({
      slug: 'access/scope-missing',
      zh: '“街道社区值班”须指定区划。请补上范围再保存。',
      en: 'The role “Street and community desk” needs a territory. Choose one and save again.',
    })
  })
  it('shuts out a suspended account at its next request', async () => {
    const admin = await t.signIn('admin')
    const id = v7()
    await admin(access.createAccount, { id, login: 'suspect', passphrase: PASSPHRASE, grant: { role: 'city-desk' } })
    const suspect = await t.signIn('suspect')
    await admin(access.suspendAccount, { accountId: id, suspended: true })
    await expect(suspect(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
  })
})

describe('a grant', () => {
  it('is worth nothing from the second it runs out or is ended, and the screen no longer offers its verbs', async () => {
    const admin = await t.signIn('admin')
    const [id, grantId] = [v7(), v7()]
    await admin(access.createAccount, { id, login: 'seconded', passphrase: PASSPHRASE })
    const until = new Date(t.clock.now.getTime() + 60_000).toISOString()
    await admin(access.giveGrant, { accountId: id, id: grantId, role: 'auditor', until })
    const seconded = await t.signIn('seconded')
    await expect(seconded(audit.verify, {})).resolves.toMatchObject({ whole: true })
    t.clock.pass(60_000)
    await expect(seconded(audit.verify, {})).rejects.toEqual(refusal('door/not-allowed'))
    expect((await seconded(access.me, {})).verbs).toEqual([])
  })
  it('sent twice is given once, and two that clash at the same moment are never both given', async () => {
    const admin = await t.signIn('admin')
    const [id, grantId] = [v7(), v7()]
    await admin(access.createAccount, { id, login: 'twice', passphrase: PASSPHRASE })
    await expect(admin(access.createAccount, { id, login: 'twice', passphrase: PASSPHRASE })).resolves.toEqual({
      id,
      link: null,
    })
    const give = (role: 'city-desk' | 'auditor', grant = v7()) =>
      admin(access.giveGrant, { accountId: id, id: grant, role }).then(
        () => 'given',
        (error: { slug: string }) => error.slug,
      )
    const answers = await Promise.all([give('city-desk'), give('auditor'), give('city-desk'), give('auditor')])
    expect(answers.filter(answer => answer === 'access/powers-clash')).toHaveLength(2)
    const role = answers[0] === 'given' ? 'city-desk' : 'auditor'
    expect([await give(role, grantId), await give(role, grantId)]).toEqual(['given', 'given'])
    const { rows } = await admin(access.accounts, { search: 'twice' })
    expect(rows[0]?.grants).toHaveLength(3)
  })
})

describe('one-time links', () => {
  it('let the holder choose a passphrase, once', async () => {
    const admin = await t.signIn('admin')
    const { link } = await admin(access.createAccount, { id: v7(), login: 'newcomer', grant: { role: 'auditor' } })
    const token = link!.split('#')[1]!
    const me = await asker(t.url)(access.choosePassphrase, { token, passphrase: PASSPHRASE })
    expect(me.verbs).toContain('audit.read')
    await expect(asker(t.url)(access.choosePassphrase, { token, passphrase: PASSPHRASE })).rejects.toEqual(
      refusal('access/link-spent'),
    )
  })
})

describe('the clock of a rehearsal', () => {
  it('is refused to a live city', async () => {
    const admin = await t.signIn('admin')
    await expect(admin(access.setClock, { at: '2030-01-01T00:00:00.000Z', speed: 1 })).rejects.toEqual(
      refusal('access/not-a-rehearsal'),
    )
  })
})

describe('what is kept of a sign-in', () => {
  it('is erased 180 days after the session ended, as the field register promises', async () => {
    const desk = await t.as('city-desk')
    const { account } = await desk(access.me, {})
    await desk(access.signOut, {})
    const kept = () => t.owner.selectFrom('session').select('device').where('account_id', '=', account.id).execute()
    t.clock.pass(179 * 86_400_000)
    await t.runJobs()
    expect(await kept()).toHaveLength(1)
    t.clock.pass(2 * 86_400_000)
    await t.runJobs()
    expect(await kept()).toEqual([])
  })
})
