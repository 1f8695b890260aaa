import { claims } from "@exampledon/claims";
import { testsRecorded } from "./tests-recorded.ts";

// Claims that take longest have files of their own, so that several run at once.
testsRecorded(claims.filter(({ trained, number }) => trained && number < 17));
