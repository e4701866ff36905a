export { callsRoute as GET } from '@/lib/api/routes'
