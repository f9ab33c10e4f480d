"""Pages of pledges, score sheets, appraisal and standing."""
