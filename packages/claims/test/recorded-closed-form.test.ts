import { claims } from "@exampledon/claims";
import { testsRecorded } from "./tests-recorded.ts";

testsRecorded(claims.filter(({ trained }) => !trained));
