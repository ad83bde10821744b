package framework

import "github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"

// LogError returns the field of a log line that has an error. Log lines do not pass the provider server, so what may be personal data
// is removed here, whatever hide_personal_data says.
func LogError(err error) map[string]any {
	return map[string]any{"error": intercom.HidePersonalData(err.Error())}
}
