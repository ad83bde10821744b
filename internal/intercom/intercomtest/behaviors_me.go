package intercomtest

import "net/http"

// This file has the forms of GET /me that do not confirm a workspace. AddTwinWorkspace adds another workspace with the same
// IDs.

// MeStatus answers GET /me with an error list: 401 for a token that was revoked, 403 without the
// permission to read the admin, 404 in a version that lacks it, 500 and 503 in an incident.
func MeStatus(status int) Behavior {
	codes := map[int]string{
		http.StatusUnauthorized: "unauthorized", http.StatusForbidden: "api_plan_restricted", http.StatusNotFound: "not_found",
		http.StatusServiceUnavailable: "service_unavailable",
	}
	code := codes[status]
	setDefault(&code, func() string { return "server_error" })
	return gateway("MeStatus", func(x *exchange) {
		x.set(x.call.RequestID, fail(status, code, http.StatusText(status)))
	}).On("GET", "/me")
}

// MeWithoutApp answers GET /me without app, which is nullable in the schema.
func MeWithoutApp() Behavior { return Omits("app").On("GET", "/me") }

// MeNullApp answers GET /me with "app": null.
func MeNullApp() Behavior { return Overrides(map[string]any{"app": nil}).On("GET", "/me") }

// MeOtherWorkspace answers GET /me with another workspace's ID, while objects are still from the token's own: a cache that
// mixes up answers, or a token that was replaced between two calls.
func MeOtherWorkspace(id string) Behavior {
	return Overrides(map[string]any{"app.id_code": id}).On("GET", "/me")
}

// ObjectsOfWorkspace shows another workspace's ID in objects (workspace_id, app_id): the token belongs to a workspace with
// the same IDs.
func ObjectsOfWorkspace(id string) Behavior {
	return editing("ObjectsOfWorkspace", func(o object) {
		eachObject(o, func(inner object) {
			for _, key := range []string{"workspace_id", "app_id"} {
				if _, has := inner[key]; has {
					inner[key] = id
				}
			}
		})
	})
}

// WrongMe lists every form of GET /me that does not confirm the workspace, by name.
func WrongMe() map[string]Behavior {
	return map[string]Behavior{
		"401": MeStatus(http.StatusUnauthorized), "403": MeStatus(http.StatusForbidden), "404": MeStatus(http.StatusNotFound),
		"500": MeStatus(http.StatusInternalServerError), "503": MeStatus(http.StatusServiceUnavailable),
		"302": LoginRedirect().On("GET", "/me"), "HTML": LoginPage().On("GET", "/me"),
		"without app": MeWithoutApp(), "app is null": MeNullApp(), "another workspace": MeOtherWorkspace("zz9other"),
	}
}
