import type { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { Settings } from '@/lib/shared/settings'
import type { Storage } from './storage'

type S3Settings = Pick<
  Settings,
  'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>

/** Any S3-compatible store. The bucket must exist. */
export function s3Storage(settings: S3Settings): Storage {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  const client = new S3Client({
    endpoint: settings.S3_ENDPOINT,
    region: settings.S3_REGION,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    forcePathStyle: Boolean(settings.S3_ENDPOINT),
    // Many compatible stores do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const at = (Key: string) => ({ Bucket: settings.S3_BUCKET, Key })
  return {
    async put(key, stream) {
      const upload = new Upload({ client, params: { ...at(key), Body: stream } })
      // Without this a stream that breaks off would leave the upload waiting.
      stream.once('error', () => void upload.abort())
      await upload.done()
    },
    async get(key) {
      const object = await client.send(new GetObjectCommand(at(key)))
      return object.Body as Readable
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)))
    },
    async reachable() {
      await client.send(new HeadBucketCommand({ Bucket: settings.S3_BUCKET }))
    },
    async *list() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: settings.S3_BUCKET }))
        for (const { Key, LastModified } of Contents) if (Key && LastModified) yield { key: Key, changed: LastModified }
    },
    async removeUnfinished(before) {
      let removed = 0
      // Not every store has them; the one in the tests does not.
      const page = (from: { KeyMarker?: string; UploadIdMarker?: string }) =>
        client.send(new ListMultipartUploadsCommand({ Bucket: settings.S3_BUCKET, ...from })).catch((error) => {
          if (error?.name === 'NotImplemented') return null
          throw error
        })
      for (let found = await page({}); found; ) {
        for (const { Key, UploadId, Initiated } of found.Uploads ?? []) {
          if (!Key || !UploadId || !Initiated || Initiated >= before) continue
          await client.send(new AbortMultipartUploadCommand({ ...at(Key), UploadId }))
          removed += 1
        }
        const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = found
        found = IsTruncated ? await page({ KeyMarker, UploadIdMarker }) : null
      }
      return removed
    },
  }
}
