import Link from 'next/link'
import { getActor } from './session'
import { signOut } from './sign-out'

const link = 'py-1 underline-offset-4 hover:underline'

/** The right end of the site's header: who is signed in, and the way out; else the ways in. */
export async function AccountNav() {
  const actor = await getActor()
  if (actor.kind !== 'person') {
    return (
      <>
        <Link href="/signin" prefetch={false} className={link}>
          Sign in
        </Link>
        <Link href="/register" prefetch={false} className={link}>
          Register
        </Link>
      </>
    )
  }
  return (
    <>
      <Link href="/account" prefetch={false} className={`${link} max-w-48 truncate`}>
        <span className="sr-only">Your account: </span>
        <bdi>{actor.name}</bdi>
      </Link>
      <form action={signOut}>
        <button type="submit" className={`${link} cursor-pointer`}>
          Sign out
        </button>
      </form>
    </>
  )
}
