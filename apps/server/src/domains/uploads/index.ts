export { createUploads, type UploadParts, type Uploads } from './uploads.ts'
