package arquivofisico_test

import (
	"context"
	"fmt"
	"log"

	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

func Example() {
	ctx := context.Background()
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/tce/samples",
		"obterToken.response.xml",
		"enviarArquivo.response.xml",
		"obterToken.response.xml",
		"downloadArquivo.response.xml",
	))
	who := soap.UserPassword("USUARIO", "SENHA")
	queue, err := token.NewClient(token.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	unit := queue.Sessions(&token.ObterToken{CodigoUg: "10006", DescricaoEmpresaTI: "Empresa", DescritivoSoftware: "Software"})
	client, err := arquivofisico.NewClient(arquivofisico.EndpointHomologation, who, provider)
	if err != nil {
		log.Fatal(err)
	}
	file := arquivofisico.ArquivoFisico{NomeArquivo: "arquivo.txt", Arquivo: []byte("Parabens.\nO arquivo chegou.\n")}
	sent, err := client.EnviarArquivo(ctx, unit, &arquivofisico.EnviarArquivo{Competencia: 201401, ArquivoFisico: file})
	if err != nil {
		log.Fatal(err) // a [*soap.DigestError] when the provider received other bytes
	}
	fmt.Println(sent.Mensagem, sent.Dados.MD5)
	got, err := client.DownloadArquivo(ctx, unit, &arquivofisico.DownloadArquivo{Competencia: 201401, NomeArquivo: "arquivo.txt"})
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range got.Dados.Arquivos {
		fmt.Printf("%s: %q\n", file.Key, []byte(file.Value.Arquivo))
	}
	// Output:
	// Arquivo salvo com sucesso 346223437a63a3daad4303892350d44b
	// arquivo.txt: "Parabens.\nO arquivo chegou.\n"
}
