CREATE TABLE "instances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"build" text NOT NULL,
	"host" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "instances_role" CHECK ("instances"."role" in ('web', 'worker'))
);
--> statement-breakpoint
CREATE TABLE "system_facts" (
	"key" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facts" jsonb NOT NULL
);
