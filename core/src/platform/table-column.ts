/** What a column makes of a text that is not empty: a value, or the sentence that says what is wrong and what to do. */
export type Parsed<T> = { readonly value: T } | { readonly zh: string; readonly en: string }

/** One column that an import knows. */
export interface TableColumn<K extends string = string, T = unknown> {
  readonly key: K
  readonly header: { readonly zh: string; readonly en: string }
  /** Other names people give it. */
  readonly aliases?: readonly string[]
  /** The column must be there, and no cell of it may be empty. */
  readonly required?: boolean
  readonly parse: (text: string) => Parsed<T>
}

/** Keeps the literal types of a column, so that a row's values are typed. */
export const column = <const C extends TableColumn>(definition: C): C => definition

/** The shape in which column names are compared: `＊ 姓 名（必填）` and `姓名` are one name. */
export function headerKey(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '')
    .replace(/[\s*:_.·\-"'\p{Cf}]/gu, '')
}

/** A row or line that only shows how: 例, 示例, （例）, 例如, Example, e.g. */
export function isExample(text: string): boolean {
  return /^\s*[(（[【「“"]?\s*(例(?=$|[\s:：)）\]】」”".、，,如子句\d])|示例|样例|范例|举例|examples?\b|e\.g\.)/i.test(
    text,
  )
}
