import { count } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'
import type { Call } from '../call'
import { phase } from './phase'
import { StatusCard } from './status-card'
import type { Places } from './tracks'

/** The first screen: what this is, whether it is open, and what to do next. */
export function Hero(props: { call: Call; places: Places; now: Date; href: (path: string) => string }) {
  const { call, places, now, href } = props
  const { definition } = call
  const open = phase(call, now) === 'open'
  const total = places.reduce((sum, { quota }) => sum + (quota ?? 0), 0)
  return (
    <section className="relative overflow-hidden bg-brand-900 text-white print:bg-white print:text-ink">
      <img
        src="/globe.svg"
        alt=""
        width={600}
        height={600}
        className="pointer-events-none absolute -top-28 -right-64 size-[30rem] max-w-none opacity-30 sm:-right-40 sm:opacity-60 lg:top-6 lg:right-[max(-6rem,calc(50%-44rem))] lg:size-[41rem] lg:opacity-100 print:hidden"
      />
      <div className="relative mx-auto w-full max-w-6xl px-4 pt-12 pb-14 lg:min-h-[38rem] lg:pt-20 lg:pb-20">
        <p className="text-sm font-semibold tracking-wide text-sun-400 print:text-ink">{definition.funder}</p>
        <h1 className="mt-3 max-w-2xl font-serif text-[clamp(2.25rem,1.5rem+3.4vw,3.75rem)] leading-[1.08] font-semibold tracking-tight text-balance">
          {call.title}
        </h1>
        <p className="mt-5 max-w-[34rem] text-lg text-pretty text-brand-100 print:text-ink">{definition.summary}</p>
        <p className="mt-4 max-w-xl text-brand-100 print:text-ink">
          {total > 0 && <>{count(total, 'place')} at </>}
          {count(definition.institutions.length, 'institution')}.
        </p>
        <div className="mt-7 flex flex-wrap gap-3 print:hidden">
          {open && (
            <ButtonLink href="/apply" className="!bg-sun-400 !px-6 !text-brand-900 text-lg hover:!bg-[#ffc658]">
              Apply
            </ButtonLink>
          )}
          <ButtonLink
            href={href('/eligible')}
            className="border border-white/70 !bg-brand-900/60 !px-6 text-lg hover:!bg-brand-800"
          >
            Check your eligibility
          </ButtonLink>
        </div>
        <StatusCard call={call} now={now} />
      </div>
    </section>
  )
}
