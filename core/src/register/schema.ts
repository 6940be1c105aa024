import type { Form, Question } from './form.ts'
import { RESULTS } from './form.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * What the answers to a form look like to another machine: JSON Schema (2020-12), the part of it that a form can say.
 * Conditions are left out: a question that was not asked has no answer, so only what is always asked is required.
 */
export function schemaOf({ words, questions }: Form): Schema {
  const asked = questions.filter(({ type }) => type !== 'note')
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: words.zh,
    description: words.en,
    type: 'object',
    properties: Object.fromEntries(asked.map(question => [question.key, propertyOf(question)])),
    required: asked.filter(({ required, when }) => required && !when).map(({ key }) => key),
    additionalProperties: false,
  }
}

const propertyOf = (question: Question): Schema => ({
  title: question.words.zh,
  description: question.words.en,
  ...typeOf(question),
  ...(question.personal && { 'x-personal': question.personal.basis }),
})

function typeOf(question: Question): Schema {
  switch (question.type) {
    case 'text':
      return { type: 'string', maxLength: question.most }
    case 'number': {
      const { least, most } = question
      return {
        type: question.whole ? 'integer' : 'number',
        ...(least !== undefined && { minimum: least }),
        ...(most !== undefined && { maximum: most }),
      }
    }
    case 'choice':
      return { type: 'string', enum: question.options.map(({ key }) => key) }
    case 'choices':
      return { type: 'array', uniqueItems: true, items: { enum: question.options.map(({ key }) => key) } }
    case 'yes-no':
      return { type: 'boolean' }
    case 'day':
      return { type: 'string', format: 'date' }
    case 'time':
      return { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }
    case 'result':
      return { type: 'string', enum: [...RESULTS] }
    case 'photo':
      return { type: 'string', format: 'uuid' }
    default:
      return {}
  }
}
