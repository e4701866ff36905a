import { bodies } from '../../../bodies.js'

/** A static page, as heavy as the portal's page of this name. */
export default async function Page({ params }) {
  return <main dangerouslySetInnerHTML={{ __html: bodies[(await params).name] }} />
}

export const generateStaticParams = () => Object.keys(bodies).map((name) => ({ name }))
