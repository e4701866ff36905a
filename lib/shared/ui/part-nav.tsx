import { NavLinks } from './nav-links'

/** The pages of a part of the portal. */
export function PartNav({ label, links }: { label: string; links: { href: string; label: string }[] }) {
  return (
    <nav aria-label={label} className="border-b border-line bg-white">
      {/* Only the parts that the browser needs. */}
      <NavLinks links={links.map(({ href, label }) => ({ href, label }))} />
    </nav>
  )
}
