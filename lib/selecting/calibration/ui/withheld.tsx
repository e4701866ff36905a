import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'

/** Shown to a reader who still has reviews to write: other reviewers' figures could influence their scores. */
export function Withheld() {
  return (
    <>
      <Notice title="First hand in your own reviews">
        <p>
          You review applications of this Call yourself. So that nobody’s figures sway your scores, you see the
          calibration once all your reviews are in.
        </p>
      </Notice>
      <ButtonLink href="/review">Go to your reviews</ButtonLink>
    </>
  )
}
