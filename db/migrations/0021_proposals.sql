CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scenario_id" uuid,
	"offer_id" uuid,
	"reason" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "proposals_scenario_id_unique" UNIQUE("scenario_id"),
	CONSTRAINT "proposals_offer_id_unique" UNIQUE("offer_id"),
	CONSTRAINT "proposals_one_thing" CHECK (num_nonnulls("proposals"."scenario_id", "proposals"."offer_id") = 1),
	CONSTRAINT "proposals_reason" CHECK ("proposals"."offer_id" is null or coalesce("proposals"."reason", '') <> ''),
	CONSTRAINT "proposals_confirmed" CHECK (("proposals"."confirmed_by" is null) = ("proposals"."confirmed_at" is null)),
	CONSTRAINT "proposals_two_people" CHECK ("proposals"."confirmed_by" <> "proposals"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_scenario_id_scenarios_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenarios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposals_proposed_by" ON "proposals" USING btree ("proposed_by");--> statement-breakpoint
INSERT INTO "proposals" ("scenario_id", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at")
SELECT "id", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at" FROM "scenarios" WHERE "proposed_by" IS NOT NULL;--> statement-breakpoint
INSERT INTO "proposals" ("offer_id", "reason", "proposed_by", "proposed_at")
SELECT "offer_id", "reason", "proposed_by", "proposed_at" FROM "revocations";
