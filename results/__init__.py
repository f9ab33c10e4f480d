"""What members promise and achieve: pledges, score sheets, appraisal, standings."""
