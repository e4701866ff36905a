import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { TranslatedTrue } from '@/lib/shared/ui/translated'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'ANSO Scholarship', template: '%s – ANSO Scholarship' },
  description: 'Scholarships for PhD and Master’s students at USTC, UCAS and the institutes of CAS.',
}

export const viewport: Viewport = { themeColor: '#06456b' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <TranslatedTrue />
        <a href="#main" className="sr-only focus:not-sr-only focus:p-3">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  )
}
