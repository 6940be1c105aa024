import { decideOffer, type Offer, offers } from '@muster/core/callout/offers.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Personal } from '../shared/Personal.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import './Offers.css'
import { useCallWords } from './words.ts'

/** The offers (请战) that wait for an answer, of one call or of all. */
export function OffersWaiting({ callId }: { callId?: string }) {
  const say = useCallWords()
  const asked = useAsk(offers, { state: 'waiting', limit: 100, ...(callId ? { callId } : {}) })
  return (
    <Answer asked={asked}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={say('offersNone')}>{say('offersNoneDo')}</Empty>
        ) : (
          <ul className="offers">
            {rows.map(offer => (
              <OfferRow key={offer.id} offer={offer} linked={!callId} />
            ))}
          </ul>
        )
      }
    </Answer>
  )
}

function OfferRow({ offer, linked }: { offer: Offer; linked: boolean }) {
  const { tell, telling, problem } = useTell(decideOffer)
  const [id] = useState(newId)
  const decide = (personId: string | undefined) =>
    void tell({ callId: offer.callId, offerId: offer.id, id, accept: personId ? { personId } : null })
  return (
    <li>
      <OfferCard offer={offer} linked={linked} busy={telling} onDecide={decide} />
      <ProblemNote problem={problem} />
    </li>
  )
}

interface CardProps {
  readonly offer: Offer
  readonly linked: boolean
  readonly busy: boolean
  readonly onDecide: (personId: string | undefined) => void
}

export function OfferCard({ offer, linked, busy, onDecide }: CardProps) {
  const times = useTimes()
  return (
    <div className="offer">
      <div>
        <b>
          <Personal>{offer.name}</Personal>
        </b>{' '}
        <span className="soft">
          {[offer.unit, offer.volunteerNo, offer.phone, times.brief(offer.at)].filter(Boolean).join(' · ')}
        </span>
        {linked && (
          <>
            {' · '}
            <Go to={`/calls/${offer.callId}`} className="in-text">
              {offer.callTitle}
            </Go>
          </>
        )}
        {offer.note && <p className="prose">{offer.note}</p>}
      </div>
      <Decision offer={offer} busy={busy} onDecide={onDecide} />
    </div>
  )
}

function Decision({ offer, busy, onDecide }: Omit<CardProps, 'linked'>) {
  const say = useCallWords()
  const [chosen, setChosen] = useState(offer.candidates[0]?.id ?? '')
  const none = offer.candidates.length === 0 ? say('offerNoMatch') : undefined
  return (
    <div className="offer-acts">
      {offer.candidates.length > 0 && (
        <Choose
          aria-label={say('offerAccept')}
          value={chosen}
          options={offer.candidates.map(({ id, name, unit, volunteerNo }) => ({
            key: id,
            name: `${name ?? ''} ${volunteerNo} · ${unit}`,
          }))}
          onChange={setChosen}
        />
      )}
      <Act verb="callout.weigh-offers" loading={busy} onClick={() => onDecide(undefined)}>
        {say('offerThank')}
      </Act>
      <Act verb="callout.weigh-offers" type="primary" loading={busy} blocked={none} onClick={() => onDecide(chosen)}>
        {say('offerTake')}
      </Act>
    </div>
  )
}
