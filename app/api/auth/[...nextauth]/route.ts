import NextAuth from 'next-auth'
import { authOptions } from '@/lib/people/next-auth'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Makes the options for each request, because a build has no secret yet. */
async function handle(request: Request, context: Context): Promise<Response> {
  try {
    return await NextAuth(request as never, context as never, authOptions())
  } catch (error) {
    // next-auth reads a body as JSON first, and does not catch an error of that.
    if (error instanceof SyntaxError) return new Response(null, { status: 400 })
    throw error
  }
}

export { handle as GET, handle as POST }
