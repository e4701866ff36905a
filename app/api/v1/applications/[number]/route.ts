export { oneRoute as GET } from '@/lib/running/api/routes'
