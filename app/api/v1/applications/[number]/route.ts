export { oneRoute as GET } from '@/lib/api/routes'
