ALTER TABLE "calibrations" ADD COLUMN "leaves_out" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calibrations" DROP CONSTRAINT "calibrations_call_id_track_pk";--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_call_id_track_leaves_out_pk" PRIMARY KEY("call_id","track","leaves_out");
