package openhours

import "github.com/terraform-intercom/terraform-provider-intercom/internal/framework"

// Permission is the permission that an access token needs for schedules and exceptions.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours
const Permission = "Read and write office hours (read_write_office_hours)"

// GoneCodes are the error codes for a schedule or exception that does not exist. The documentation has both.
var GoneCodes = []string{"not_found", "data_invalid"}

// Since is the API version that introduced schedules and exceptions with all their operations.
var Since = framework.Since{Read: "2.16", Write: "2.16", Delete: "2.16"}
