export const en = {
  chain: 'Paste a chain',
  chainCounts:
    '{{person}} matched, {{several}} with namesakes, {{stranger}} not on the roster, {{repeat}} repeated, {{other}} other lines',
  line: 'Line',
  shown: 'As pasted',
  verdict: 'Verdict',
  who: 'Person',
  skip: 'leave this line out',
  note: 'Note',
  'verdict.person': 'Matched',
  'verdict.several': 'Namesakes: choose',
  'verdict.stranger': 'Not on the roster',
  'verdict.repeat': 'Repeated',
  'verdict.heading': 'Heading',
  'verdict.example': 'Example',
  'verdict.empty': 'Empty',
  'verdict.unreadable': 'Unreadable',
} as const
