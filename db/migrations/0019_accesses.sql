CREATE TYPE "public"."access_kind" AS ENUM('signed-in', 'password-right', 'unconfirmed', 'password-reset', 'browser-link', 'wrong-password', 'wrong-code', 'held-up', 'refused', 'signed-out', 'replaced');--> statement-breakpoint
CREATE TABLE "accesses" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" "access_kind" NOT NULL,
	"person_id" uuid,
	"address" text,
	"network" text,
	"device" text,
	"routes" text[] DEFAULT '{}' NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"subject" text NOT NULL,
	"minute" timestamp (3) with time zone DEFAULT date_trunc('minute', now()) NOT NULL,
	CONSTRAINT "accesses_address_or_person" CHECK ("accesses"."person_id" is null or "accesses"."address" is null)
);
--> statement-breakpoint
ALTER TABLE "accesses" ADD CONSTRAINT "accesses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accesses_once" ON "accesses" USING btree ("subject","minute");--> statement-breakpoint
CREATE INDEX "accesses_person" ON "accesses" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "accesses_kind" ON "accesses" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "accesses_at" ON "accesses" USING btree ("at");