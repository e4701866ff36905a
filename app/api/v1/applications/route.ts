export { listRoute as GET } from '@/lib/running/api/routes'
