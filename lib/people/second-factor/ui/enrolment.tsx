import { FieldsForm } from '@/lib/people/ui/fields-form'
import { confirm } from '../actions'
import { enrolmentUri } from '../totp'
import { QrCode } from './qr-code'

type Props = { secret: string; email: string; next?: string }

/** The secret as a picture and as text, and the form for its first code. */
export function Enrolment({ secret, email, next }: Props) {
  return (
    <ol className="space-y-6">
      <li className="card space-y-3">
        <h2>1. Add the portal to an authenticator app</h2>
        <p>
          Any app for one-time codes will do: the one of your password manager or phone, Aegis, 2FAS, Google
          Authenticator, Microsoft Authenticator. Let it scan this picture.
        </p>
        <QrCode text={enrolmentUri(secret, email)} label="The key for your authenticator app, as a QR code" />
        <p>Without a camera, or if the app is on this device, enter this key by hand (type: time-based, 6 digits):</p>
        <p>
          <code className="rounded bg-paper px-2 py-1 text-lg" data-testid="secret">
            {secret.match(/.{1,4}/g)?.join(' ')}
          </code>
        </p>
      </li>
      <li className="card space-y-3">
        <h2>2. Enter the code that it shows</h2>
        <p>It changes every 30 seconds. If it is refused, check that the clock of your phone is right.</p>
        <FieldsForm
          action={confirm}
          submit="Confirm"
          hidden={next ? { next } : {}}
          fields={[{ name: 'code', label: 'Code of six digits', autoComplete: 'one-time-code' }]}
        />
      </li>
    </ol>
  )
}
