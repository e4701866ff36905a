import NextAuth from 'next-auth'
import { authOptions } from '@/lib/people/next-auth'

type Context = { params: Promise<{ nextauth: string[] }> }

/** The options are made for each request: a build has no secret yet. */
async function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions())
}

export { handle as GET, handle as POST }
