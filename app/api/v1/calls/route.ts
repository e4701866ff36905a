export { callsRoute as GET } from '@/lib/running/api/routes'
