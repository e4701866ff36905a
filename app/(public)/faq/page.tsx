import type { Metadata } from 'next'
import Link from 'next/link'
import { Heading } from '@/lib/call/ui/heading'
import { loadCall } from '@/lib/platform/call-store/load-call'
import { hrefFor, type PageProps } from '@/lib/shared/address'

export const metadata: Metadata = {
  title: 'Questions and answers',
  description: 'What applicants ask about this Call, with short answers.',
}

export default async function FaqPage({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  const href = hrefFor(search)
  return (
    <>
      <Heading caption={call.title} title="Questions and answers" />
      <div className="mx-auto w-full max-w-6xl px-4 py-10">
        <div className="max-w-3xl border-b border-line">
          {call.definition.faq.map((item, i) => (
            <details
              key={item.question}
              id={`question-${i + 1}`}
              className="group border-t border-line print:[&::details-content]:[content-visibility:visible]"
            >
              <summary className="flex list-none items-start justify-between gap-4 py-4 text-lg font-semibold text-brand-800 [&::-webkit-details-marker]:hidden">
                {item.question}
                <span
                  aria-hidden="true"
                  className="text-2xl leading-none font-normal group-open:rotate-45 print:hidden"
                >
                  +
                </span>
              </summary>
              <p className="max-w-2xl pb-5 whitespace-pre-line">{item.answer}</p>
            </details>
          ))}
        </div>
        <p className="mt-8">
          Not answered here? Read{' '}
          <Link href={href('/call')} prefetch={false} className="link">
            the whole Call
          </Link>{' '}
          or{' '}
          <Link href={href('/eligible')} prefetch={false} className="link">
            check whether you are eligible
          </Link>
          .
        </p>
      </div>
    </>
  )
}
