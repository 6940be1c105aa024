import Button from 'antd/es/button'
import Segmented from 'antd/es/segmented'
import { UnitName } from '../people/UnitName.tsx'
import { Crumbs } from '../shared/Crumbs.tsx'
import { PlaceName } from '../territory/PlaceName.tsx'
import type { Cell } from './useCell.ts'
import { useEnrolmentWords } from './words.ts'

interface Props {
  readonly cell: Cell
  readonly trail: readonly { readonly key: string; readonly name: string }[]
  readonly onShow: (change: Partial<Cell>) => void
}

/** Which side the rows are, where one is, and what they are kept to. */
export function CellBar({ cell, trail, onShow }: Props) {
  const say = useEnrolmentWords()
  const side = cell.by === 'territory' ? 'territory' : 'unitId'
  const steps = [
    { key: 'whole', name: say('whole'), onOpen: () => onShow({ [side]: undefined }) },
    ...trail.map(({ key, name }) => ({ key, name, onOpen: () => onShow({ [side]: key }) })),
  ]
  return (
    <div className="filters">
      <Segmented<Cell['by']>
        value={cell.by}
        options={[
          { value: 'territory', label: say('byTerritory') },
          { value: 'unit', label: say('byUnit') },
        ]}
        onChange={by => onShow({ by })}
      />
      <Crumbs label={say('trail')} steps={steps} />
      <Kept cell={cell} onShow={onShow} />
    </div>
  )
}

function Kept({ cell, onShow }: Pick<Props, 'cell' | 'onShow'>) {
  const say = useEnrolmentWords()
  const other = cell.by === 'territory' ? cell.unitId : cell.territory
  if (!other) return null
  return (
    <span className="kept">
      {cell.by === 'territory' ? (
        <>
          {say('onlyUnit', { name: '' })}
          <UnitName id={other} />
        </>
      ) : (
        <>
          {say('onlyPlace', { name: '' })}
          <PlaceName code={other} />
        </>
      )}{' '}
      <Button
        size="small"
        onClick={() => onShow(cell.by === 'territory' ? { unitId: undefined } : { territory: undefined })}
      >
        {say('lift')}
      </Button>
    </span>
  )
}
