ALTER TABLE "documents" ADD COLUMN "changes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "scan" text;--> statement-breakpoint
ALTER TABLE "letter_files" ADD COLUMN "changes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "letter_files" ADD COLUMN "scan" text;--> statement-breakpoint
CREATE INDEX "documents_scan" ON "documents" USING btree ("scan") WHERE "documents"."scan" <> 'clean';--> statement-breakpoint
CREATE INDEX "letter_files_scan" ON "letter_files" USING btree ("scan") WHERE "letter_files"."scan" <> 'clean';--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_scan_known" CHECK ("documents"."scan" in ('waiting', 'clean', 'infected'));--> statement-breakpoint
ALTER TABLE "letter_files" ADD CONSTRAINT "letter_files_scan_known" CHECK ("letter_files"."scan" in ('waiting', 'clean', 'infected'));