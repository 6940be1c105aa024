import { describe, expect, it } from 'vitest'
import { readDivisionsCsv } from './csv.ts'

const faults = (text: string) => {
  const result = readDivisionsCsv(text)
  return 'errors' in result ? result.errors.map(({ line, en }) => `${line}: ${en}`) : []
}

describe('a table of divisions from elsewhere', () => {
  it('is read with parents first, whatever the order of the file', () => {
    const text =
      '\uFEFFcode,parent,name,level\r\nW2,NBO,"Kibra, north",ward\r\nNBO,,Nairobi,county\r\n\r\nW1,NBO,"The ""Hill""",ward'
    expect(readDivisionsCsv(text)).toEqual({
      rows: [
        { line: 3, code: 'NBO', parent: null, name: 'Nairobi', level: 'county', depth: 0 },
        { line: 2, code: 'W2', parent: 'NBO', name: 'Kibra, north', level: 'ward', depth: 1 },
        { line: 5, code: 'W1', parent: 'NBO', name: 'The "Hill"', level: 'ward', depth: 1 },
      ],
    })
  })

  it('may have a Chinese header, columns in another order and no levels', () => {
    const result = readDivisionsCsv('名称,代码,上级\n城中,A,\n桥头,A1,A\n')
    expect(result).toMatchObject({
      rows: [
        { name: '城中', level: null },
        { code: 'A1', parent: 'A', depth: 1 },
      ],
    })
  })

  it('is refused at the header when columns are missing, strange or named twice', () => {
    for (const text of ['', 'code,name\nA,x', 'code,parent,name,colour\nA,,x,red', 'code,code,parent,name\nA,A,,x']) {
      expect(faults(text)).toEqual(['1: The header must name the columns code, parent and name; level is optional.'])
    }
    expect(faults('code,parent,name\n\n')).toEqual(['1: There are no divisions below the header.'])
  })

  it('names every line that is wrong', () => {
    const text = ['code,parent,name', 'A,,Old town', 'A,,Again', 'B,A,', 'no good,A,x', 'C,A', 'D,A,"a" b'].join('\n')
    expect(faults(text)).toEqual([
      '3: The code A is already used in line 2.',
      '4: The name is empty.',
      '5: The code “no good” is not valid: use 1 to 32 letters, digits or dashes.',
      '6: The line does not have as many cells as the header.',
      '7: A quotation mark is not closed; the line cannot be read.',
    ])
    expect(faults('code,parent,name\nA,Z,x')).toEqual(['2: “Z”, the parent of A, is not in the table.'])
    expect(faults('code,parent,name\nA,,"x\nB,,y')).toEqual([
      '2: A quotation mark is not closed; the line cannot be read.',
    ])
  })

  it('finds circles, and what hangs on them', () => {
    expect(faults('code,parent,name\nR,,r\nA,B,a\nB,A,b\nC,B,c\nS,S,s')).toEqual(
      ['A', 'B', 'C', 'S'].map(
        (code, at) => `${at + 3}: The parents of ${code} lead in a circle and never reach the top.`,
      ),
    )
  })

  it('counts lines through a name that spans two', () => {
    expect(faults('code,parent,name\nA,,"Old\ntown"\nB,,')).toEqual(['4: The name is empty.'])
  })
})
