-- Records of a sending domain that were fine at an earlier check and are not any more, as JSON: [{"record": "spf", "since": millis}].
ALTER TABLE sending_domain ADD COLUMN worsened TEXT NOT NULL DEFAULT '[]';
