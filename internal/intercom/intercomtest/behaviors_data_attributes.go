package intercomtest

// This file has what is not documented about data attributes: each behavior is an alternative to what the fake does.

// AppendsOptions makes a PUT add options to those of a list. Without it, a PUT replaces them, as the example suggests.
func AppendsOptions() Behavior {
	return Behavior{name: "AppendsOptions", prepare: func(rq *request) { rq.optionsAppended = true }}
}

// SortsOptions shows the options of a list in alphabetical order. Without it, they keep the order of the request.
func SortsOptions() Behavior {
	return Behavior{name: "SortsOptions", prepare: func(rq *request) { rq.optionsSorted = true }}
}

// RefusesBlankNames refuses names of data attributes with blanks and underscores, which the text of the error does not
// allow but examples have.
func RefusesBlankNames() Behavior {
	return Behavior{name: "RefusesBlankNames", prepare: func(rq *request) { rq.namesStrict = true }}
}

// ShowsDatetimesAs shows "date" or "datetime" as the data type of datetime attributes. Without it, stable versions show
// date, because their answers have no other value, and Preview shows datetime.
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
