export { listRoute as GET } from '@/lib/api/routes'
