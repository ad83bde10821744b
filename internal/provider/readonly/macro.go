package readonly

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Macro is data "intercom_macro" and "intercom_macros".
var Macro = datasources.Source[intercom.Macro]{
	Metadata: framework.Metadata{Name: "macro", Plural: "macros", Type: "intercom_macro", Permission: "Read conversations (read_conversations)", Since: framework.Since{Read: "2.16"}},
	By:       []string{"id", "name"}, AnyCase: []string{"name"},
	Note:    "Intercom shows only the macros that the access token's teammate can see: those of other teams are missing.",
	NoteAll: "Intercom shows only the macros that the access token's teammate can see: those of other teams are missing.",
	List:    framework.ListOnce(framework.Reader.Macros),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                  datasources.Text("ID of the macro."),
			"name":                datasources.Text("Name of the macro."),
			"body":                datasources.Text("Text of the macro in HTML. Placeholders are elements such as `<attribute key=\"user.name\"/>`."),
			"body_text":           datasources.Text("Text of the macro without formatting. Placeholders are in braces, such as `{{user.name}}`."),
			"visible_to":          datasources.Text("Who can see the macro: `everyone` or `specific_teams`."),
			"visible_to_team_ids": datasources.IDList("IDs of the teams that can see the macro."),
			"available_on":        schema.ListAttribute{MarkdownDescription: "Where the macro can be used: `inbox` and `messenger`.", ElementType: types.StringType, Computed: true},
			"created_at":          datasources.Time("Time at which the macro was created"),
			"updated_at":          datasources.Time("Time at which the macro was last changed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, m intercom.Macro) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(m.ID), "name": framework.Text(m.Name), "body": types.StringPointerValue(m.Body), "body_text": types.StringPointerValue(m.BodyText),
			"visible_to": framework.Text(m.VisibleTo), "visible_to_team_ids": datasources.IDs(m.VisibleToTeamIDs), "available_on": datasources.Texts(m.AvailableOn),
			"created_at": framework.Time(m.CreatedAt), "updated_at": framework.Time(m.UpdatedAt),
		}, nil
	},
}

// WorkflowExport is data "intercom_workflow_export".
var WorkflowExport = datasources.Source[*intercom.WorkflowExport]{
	Metadata: framework.Metadata{
		Name: "workflow export", Plural: "workflow exports", Type: "intercom_workflow_export", Since: framework.Since{Read: "2.15"}, GoneCodes: []string{"not_found"},
	},
	By:   []string{"id"},
	Note: "Write `json` to a file in Git to see changes that people make in Intercom. Intercom does not list workflows. The ID of a workflow is in its URL.",
	Hint: "The ID of a workflow is the number at the end of its URL in Intercom.",
	Find: func(ctx context.Context, r framework.Reader, _, value string) ([]*intercom.WorkflowExport, error) {
		return datasources.Single(r.ExportWorkflow(ctx, value))
	},
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":           datasources.Text("ID of the workflow."),
			"title":        datasources.Text("Title of the workflow."),
			"state":        datasources.Text("State of the workflow: `live`, `draft`, or `paused`."),
			"trigger_type": datasources.Text("What starts the workflow, such as `inbound_conversation`."),
			"json":         datasources.Text("Export of the workflow as JSON with sorted keys, without the time of the export."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, w *intercom.WorkflowExport) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(w.Workflow.ID), "title": framework.Text(w.Workflow.Title), "state": framework.Text(w.Workflow.State),
			"trigger_type": framework.Text(w.Workflow.TriggerType), "json": types.StringValue(w.JSON),
		}, nil
	},
}
