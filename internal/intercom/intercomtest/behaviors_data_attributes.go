package intercomtest

// This file has what no description says of data attributes: each is the other reading of what the fake does.

// AppendsOptions makes the options of a PUT additions to those that a list has. Otherwise they replace them, as the example
// suggests.
func AppendsOptions() Behavior {
	return Behavior{name: "AppendsOptions", prepare: func(rq *request) { rq.optionsAppended = true }}
}

// SortsOptions shows the options of a list in alphabetical order. Otherwise they keep the order of the request.
func SortsOptions() Behavior {
	return Behavior{name: "SortsOptions", prepare: func(rq *request) { rq.optionsSorted = true }}
}

// RefusesBlankNames refuses names of data attributes with blanks and underscores, which the text of the error does not allow
// and examples have.
func RefusesBlankNames() Behavior {
	return Behavior{name: "RefusesBlankNames", prepare: func(rq *request) { rq.namesStrict = true }}
}

// ShowsDatetimesAs shows "date" or "datetime" as the data type of datetime attributes. Otherwise stable versions show date,
// since their answers have no other word, and Preview shows datetime.
func ShowsDatetimesAs(dataType string) Behavior {
	return Behavior{name: "ShowsDatetimesAs", answer: func(x *exchange) {
		x.edit(func(o object) {
			eachObject(o, func(shown object) {
				if a := x.fields.get(idText(shown["id"])); a != nil && shown["type"] == "data_attribute" && a.DataType == Datetime {
					shown["data_type"] = dataType
				}
			})
		})
	}}
}
