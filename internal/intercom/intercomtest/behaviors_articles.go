package intercomtest

// This file has what no description decides of articles: each is the other reading of what the fake does.

// articleRules are what behaviors make of articles.
type articleRules struct {
	nestedRefused, copiedLate, parentAdds, parentIDsIgnored, parentsInSync, authorsReassigned, draftsShown, draftsSurvive, draftsLeft, markdownListed bool
	pendingUntold, emptyDescriptionsRefused, unchangedUntouched, draftsPublished                                                                      bool
}

func articlesWith(name string, change func(*articleRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.articles) }}
}

// RefusesNestedLists refuses a list in a list, as is documented. Otherwise they pass, as people saw.
func RefusesNestedLists() Behavior {
	return articlesWith("RefusesNestedLists", func(a *articleRules) { a.nestedRefused = true })
}

// CopiesImagesLate copies the images of a body after the answer, which then shows where they were. Otherwise before.
func CopiesImagesLate() Behavior {
	return articlesWith("CopiesImagesLate", func(a *articleRules) { a.copiedLate = true })
}

// AddsParents makes the parent_id of a PUT one more collection of the article. Otherwise the only one.
func AddsParents() Behavior {
	return articlesWith("AddsParents", func(a *articleRules) { a.parentAdds = true })
}

// IgnoresParentIDs makes 2.16 ignore parent_ids of requests, which its descriptions lack. Otherwise it takes them, as Preview does.
func IgnoresParentIDs() Behavior {
	return articlesWith("IgnoresParentIDs", func(a *articleRules) { a.parentIDsIgnored = true })
}

// SyncsParents shows parent_ids before 2.16, too. Otherwise they are empty there, as in the examples.
func SyncsParents() Behavior {
	return articlesWith("SyncsParents", func(a *articleRules) { a.parentsInSync = true })
}

// ReassignsAuthors makes the owner of the access token the author of an article whose PUT has no author. Otherwise the author stays.
func ReassignsAuthors() Behavior {
	return articlesWith("ReassignsAuthors", func(a *articleRules) { a.authorsReassigned = true })
}

// ShowsArticleDrafts shows the draft of a published article where its text is read. Otherwise the live text is shown.
func ShowsArticleDrafts() Behavior {
	return articlesWith("ShowsArticleDrafts", func(a *articleRules) { a.draftsShown = true })
}

// KeepsArticleDrafts writes the text of an article with a draft to the draft, also where the request has the state published.
// Otherwise that makes the text live and drops the draft.
func KeepsArticleDrafts() Behavior {
	return articlesWith("KeepsArticleDrafts", func(a *articleRules) { a.draftsSurvive = true })
}

// LeavesArticleDrafts makes the text of a request with the state published live, and leaves the draft that the article has as it is.
// Otherwise that drops the draft.
func LeavesArticleDrafts() Behavior {
	return articlesWith("LeavesArticleDrafts", func(a *articleRules) { a.draftsLeft = true })
}

// PublishesArticleDrafts makes the state published of a request publish the draft that the article has, before its texts are taken over.
// Otherwise that drops the draft.
func PublishesArticleDrafts() Behavior {
	return articlesWith("PublishesArticleDrafts", func(a *articleRules) { a.draftsPublished = true })
}

// ListsMarkdown shows body_markdown in lists. Otherwise it is left out there, as in the examples.
func ListsMarkdown() Behavior {
	return articlesWith("ListsMarkdown", func(a *articleRules) { a.markdownListed = true })
}

// HidesPendingChanges leaves out has_unpublished_changes, which the descriptions say is "only on Preview".
func HidesPendingChanges() Behavior {
	return articlesWith("HidesPendingChanges", func(a *articleRules) { a.pendingUntold = true })
}

// RefusesEmptyArticleDescriptions refuses "" as the description of an article. Otherwise that clears it.
func RefusesEmptyArticleDescriptions() Behavior {
	return articlesWith("RefusesEmptyArticleDescriptions", func(a *articleRules) { a.emptyDescriptionsRefused = true })
}

// KeepsUpdatedAt leaves updated_at alone where a PUT changes nothing. Otherwise each PUT moves it.
func KeepsUpdatedAt() Behavior {
	return articlesWith("KeepsUpdatedAt", func(a *articleRules) { a.unchangedUntouched = true })
}
